/**
 * Where a customer checks: a link or a file goes in by pasting, dropping, choosing or a QR code, and
 * what came of it stands below. Both are drawn from what the desk says, so that another language
 * shows the same answer.
 */
import { element, replace } from '../dom.js';
import { hasCamera, readCamera } from '../qr.js';
import { answerView, spoken } from './answer.js';

/** @param {ReturnType<import('../desk.js').openDesk>} desk @returns {HTMLElement} */
export function checkView(context, desk) {
  const { t } = context;
  const status = element('p.unseen', { role: 'status' });
  const place = element('div', { id: 'answer' });
  let said;
  let phase;
  desk.show((state) => {
    const text = statusText(context, state);
    if (text !== said) {
      said = text;
      status.textContent = text;
    }
    place.setAttribute('aria-busy', String(state.phase === 'working'));
    replace(place, stateView(context, desk, state));
    if (phase === 'done' && state.phase === 'done') {
      place.querySelector('.answer').focus(); // what was compared is gone, and its button with it
    }
    phase = state.phase;
  });
  const section = element(
    'section.check',
    { id: 'check', 'aria-labelledby': 'check-title' },
    element('h2', { id: 'check-title' }, t('check.title')),
    intake(context, desk),
    status,
    place,
  );
  return dropped(section, desk);
}

function intake(context, desk) {
  const { t } = context;
  const field = element('textarea', {
    id: 'check-field',
    rows: '2',
    placeholder: t(desk.withSite ? 'check.placeholder' : 'check.placeholderOffline'),
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const files = element('input.unseen', {
    type: 'file',
    id: 'check-files',
    multiple: true,
    onchange: (event) => {
      desk.offer([...event.target.files]);
      event.target.value = '';
    },
  });
  const form = element(
    'form.drop',
    {
      onsubmit: (event) => {
        event.preventDefault();
        const text = field.value;
        field.value = '';
        if (text.trim() !== '') {
          desk.offer([text]);
        }
      },
    },
    element('p', {}, element('label', { for: 'check-field' }, t(desk.withSite ? 'check.how' : 'check.howOffline'))),
    field,
    element(
      'p.row',
      {},
      element('button', { type: 'submit' }, t('check.button')),
      files,
      element('label.button.quiet', { for: 'check-files' }, t('check.choose')),
      hasCamera() && desk.withSite ? cameraButton(context, desk) : undefined,
    ),
    element('p.soft', {}, t(desk.withSite ? 'check.private' : 'check.privateOffline')),
  );
  field.addEventListener('paste', (event) => {
    if (take(desk, event.clipboardData)) {
      event.preventDefault();
      field.value = '';
    }
  });
  return form;
}

/** The whole section takes what is dropped: beside it a browser would open the file in its place. */
function dropped(section, desk) {
  const over = (is) => section.querySelector('.drop').classList.toggle('over', is);
  section.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  section.addEventListener('dragleave', () => over(false));
  section.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    take(desk, event.dataTransfer);
  });
  return section;
}

/** Whether there was something to take. @param {DataTransfer} data */
function take(desk, data) {
  const text = data.getData('text/plain');
  const contents = data.files.length > 0 ? [...data.files] : text.trim() === '' ? [] : [text];
  if (contents.length > 0) {
    desk.offer(contents);
  }
  return contents.length > 0;
}

/** The camera is asked for where this button is pressed, and at no other time. */
function cameraButton({ t }, desk) {
  const button = element('button.quiet', { type: 'button' }, t('check.camera'));
  const place = element('span.camera');
  button.addEventListener('click', async () => {
    const stop = new AbortController();
    const video = element('video', { playsinline: true, muted: true, 'aria-label': t('check.cameraPicture') });
    const end = element('button.quiet', { type: 'button', onclick: () => stop.abort() }, t('check.cameraStop'));
    button.hidden = true;
    replace(place, video, end);
    let message;
    try {
      const text = await readCamera(video, stop.signal);
      if (text !== undefined) {
        desk.offer([text]);
      }
    } catch (error) {
      const why = error.name === 'NotAllowedError' ? 'check.cameraRefused' : 'check.cameraMissing';
      message = element('span.bad', { role: 'alert' }, t(why));
    }
    button.hidden = false;
    replace(place, message);
  });
  return element('span.row', {}, button, place);
}

function statusText(context, state) {
  const { t } = context;
  switch (state.phase) {
    case 'working':
      return t('check.working');
    case 'wanting':
      return t('check.wanting');
    case 'done':
      return spoken(context, state);
    case 'error':
      return t(errorKeys(state.error)[0]);
    default:
      return '';
  }
}

/** What happened, and what to do. */
function errorKeys({ kind, missing }) {
  return kind === 'unable'
    ? [`unable.${missing}`, `unable.${missing}.what`]
    : [`check.error.${kind}`, `check.error.${kind}.do`];
}

function stateView(context, desk, state) {
  const { t, format } = context;
  switch (state.phase) {
    case 'working':
      return working(context, state.progress);
    case 'wanting':
      return element(
        'div.wanting',
        {},
        element('p', {}, t('check.wanting')),
        element(
          'ul.wants',
          {},
          ...state.has.map((kind) => element('li.pass', {}, t(`check.kind.${kind}`))),
          ...state.missing.map((kind) => element('li.wanted', {}, t(`check.want.${kind}`))),
        ),
      );
    case 'done':
      return element(
        'div',
        {},
        answerView(context, desk, state),
        element('p.row.no-print', {}, element('button.quiet', { type: 'button', onclick: () => desk.clear() }, t('check.clear'))),
      );
    case 'error':
      return element(
        'div.problem',
        { 'data-problem': state.error.kind },
        element('p.bad', {}, t(errorKeys(state.error)[0])),
        element('p', {}, t(errorKeys(state.error)[1])),
        state.error.message === ''
          ? undefined
          : element('p.soft', { lang: 'en' }, element('code', {}, state.error.message)),
      );
    default:
      return undefined;
  }
}

function working({ t, format }, progress) {
  return element(
    'div.working',
    {},
    element(
      'p.soft',
      {},
      progress === undefined
        ? t('check.working')
        : t('check.workingOn', { epoch: format.count(progress.epoch), done: format.count(progress.done + 1), of: format.count(progress.of) }),
    ),
    progress === undefined
      ? element('progress', { 'aria-label': t('check.working') })
      : element('progress', { max: progress.of, value: progress.done, 'aria-label': t('check.working') }),
  );
}
