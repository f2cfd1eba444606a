/** Films for Chromium's camera of no hardware: YUV4MPEG2 of grey frames, 4:2:0, in a file. */
import { writeFileSync } from 'node:fs';
import encodeQR from 'qr';

const WIDTH = 640;
const HEIGHT = 480;
const MODULE = 7;
const GREY = 128;
const BLACK = 16;
const WHITE = 235;

/** Five empty frames, then the code, as it moves in a hand. @param {string} [text] none: no code comes */
export function film(file, text) {
  const code = text === undefined ? undefined : encodeQR(text, 'raw', { border: 4 });
  const frames = Array.from({ length: 15 }, (_, i) =>
    frame(i < 5 ? undefined : code, { left: 60 + 4 * i, top: 20 + i }),
  );
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([header, ...frames]));
}

function frame(code, { left, top }) {
  const luma = Buffer.alloc(WIDTH * HEIGHT, GREY);
  code?.forEach((row, y) =>
    row.forEach((dark, x) => {
      for (let line = 0; line < MODULE; line++) {
        const from = (top + y * MODULE + line) * WIDTH + left + x * MODULE;
        luma.fill(dark ? BLACK : WHITE, from, from + MODULE);
      }
    }),
  );
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, GREY);
  return Buffer.concat([Buffer.from('FRAME\n'), luma, colour]);
}
