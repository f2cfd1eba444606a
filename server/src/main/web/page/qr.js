/**
 * Reads a QR code from an image or from the camera. Pictures stay in this browser's memory; the
 * camera runs only while its picture is shown, and not one frame is kept.
 */
import { decodeQR } from 'qr/decode.js';

/** Smaller is faster, and still four times what a code of a link needs. */
const MOST_SIDE = 1_600;
const MOST_MS = 4_000;
const LOOK_EVERY_MS = 150;

/** The text of the code in this image; undefined where none can be read. @param {Uint8Array} bytes */
export async function readImage(bytes) {
  let image;
  try {
    image = await createImageBitmap(new Blob([bytes]));
  } catch {
    return undefined;
  }
  try {
    return read(image, image.width, image.height, { effort: Infinity, timeLimit: MOST_MS });
  } finally {
    image.close();
  }
}

/** Whether this browser hands out a camera at all, here. */
export function hasCamera() {
  return typeof navigator.mediaDevices?.getUserMedia === 'function';
}

/**
 * Shows the camera's picture until a code is read or it is stopped.
 *
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>} undefined where it was stopped
 */
export async function readCamera(video, signal) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment' },
  });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const text = read(video, video.videoWidth, video.videoHeight, {});
      if (text !== undefined) {
        return text;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return undefined;
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }
}

function read(picture, width, height, options) {
  if (width === 0 || height === 0) {
    return undefined;
  }
  const scale = Math.min(1, MOST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height), options);
  } catch {
    return undefined; // no code in this picture, which is what it throws for
  }
}
