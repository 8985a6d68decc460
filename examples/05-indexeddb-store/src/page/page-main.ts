import { isJicengError, type Locale } from '@jiceng/kernel';
import { openDesk, type DeskRow, type IncidentDesk } from '../desk/incident-desk.ts';
import { kindName, kinds } from '../desk/kinds.ts';
import { openIndexedDbStore } from '../store/index.ts';
import { element } from './element.ts';
import { words } from './words.ts';

const lang: Locale = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh-CN';
const say = words[lang];
const timeFormat = new Intl.DateTimeFormat(lang, {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** In the reader's language when it is one of ours. */
const problemOf = (error: unknown): string => (isJicengError(error) ? error.words[lang] : String(error));

const network = element('span', {});
const waiting = element('span', {});
const message = element('p', { role: 'status', class: 'message' });
const heading = element('h2', { tabindex: '-1' });
const list = element('ul', { class: 'incidents' });
const kept = element('p', {});

function showNetwork(): void {
  network.textContent = navigator.onLine ? say.online : say.offline;
  network.className = navigator.onLine ? 'online' : 'offline';
}

/** Does it, says what came of it, and shows the list as it is now. */
async function act(desk: IncidentDesk, done: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    message.textContent = done;
  } catch (error) {
    message.textContent = problemOf(error);
  }
  await show(desk);
}

function item(desk: IncidentDesk, row: DeskRow): HTMLLIElement {
  const [kind, grid] = [kindName(row.kind)[lang], row.gridCode ?? ''];
  const lines = element(
    'div',
    {},
    element('strong', {}, kind),
    element('span', { class: 'grid' }, `${say.grid} ${grid}`),
    element('span', {}, `${say.status}${lang === 'en' ? ': ' : '：'}${row.statusWords[lang]}`),
    element('time', { datetime: row.reportedAt }, timeFormat.format(Date.parse(row.reportedAt))),
  );
  const made = element('li', {}, lines);
  if (row.canVerify) {
    const verify = element('button', { type: 'button', 'aria-label': say.verifyOne(kind, grid) }, say.verify);
    verify.addEventListener('click', () => {
      // The button goes away with the act; whoever works without a mouse goes on at the list.
      void act(desk, say.verified, () => desk.verify(row.incidentId)).then(() => heading.focus());
    });
    made.append(verify);
  }
  return made;
}

async function show(desk: IncidentDesk): Promise<void> {
  const [rows, commits] = await Promise.all([desk.rows(), desk.waiting()]);
  waiting.textContent = say.waiting(commits);
  heading.textContent = say.listed(rows.length);
  list.replaceChildren(...rows.toReversed().map((row) => item(desk, row)));
  if (rows.length === 0) list.replaceChildren(element('li', {}, say.none));
}

function form(desk: IncidentDesk): HTMLFormElement {
  const kind = element('select', { id: 'kind', name: 'kind' });
  kind.append(...Object.entries(kinds).map(([value, name]) => element('option', { value }, name[lang])));
  const grid = element('input', {
    id: 'grid',
    name: 'grid',
    required: '',
    maxlength: '40',
    inputmode: 'numeric',
    autocomplete: 'off',
    'aria-describedby': 'grid-hint',
  });
  const made = element(
    'form',
    {},
    element('div', { class: 'field' }, element('label', { for: 'kind' }, say.kind), kind),
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'grid' }, say.grid),
      grid,
      element('small', { id: 'grid-hint' }, say.gridHint),
    ),
    element('button', { type: 'submit' }, say.report),
  );
  // Taken before it is sent: pressed twice, it is one incident.
  let id = desk.newId();
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    void act(desk, say.reported, async () => {
      await desk.report(id, kind.value, grid.value.trim());
      id = desk.newId();
      grid.value = '';
    });
  });
  return made;
}

/** Asks the browser to leave the records alone; it may say no. */
async function promise(): Promise<string> {
  const persisted = await navigator.storage.persist();
  return persisted ? say.persisted : say.evictable;
}

async function start(main: HTMLElement): Promise<void> {
  const store = await openIndexedDbStore({ name: 'jiceng-incidents' });
  const desk = await openDesk(store);
  kept.textContent = [say.survives[store.info.durability], await promise(), say.private].join(lang === 'en' ? ' ' : '');
  showNetwork();
  addEventListener('online', showNetwork);
  addEventListener('offline', showNetwork);
  main.replaceChildren(
    element('p', { class: 'state' }, network, waiting),
    form(desk),
    message,
    heading,
    list,
    element('h2', {}, say.kept),
    kept,
  );
  await show(desk);
  document.body.dataset['ready'] = 'yes';
}

const main = element('main', {}, element('p', { role: 'status' }, say.opening));
const other: Locale = lang === 'en' ? 'zh-CN' : 'en';
const otherLanguage = element('a', { href: `?lang=${other}`, lang: other, hreflang: other }, say.other);
document.documentElement.lang = lang;
document.title = say.title;
document.body.replaceChildren(
  element('header', {}, element('h1', {}, say.title), otherLanguage, element('p', {}, say.intro)),
  main,
);
start(main).catch((error: unknown) => {
  main.replaceChildren(element('p', { role: 'alert' }, say.failed + problemOf(error)));
  document.body.dataset['ready'] = 'failed';
});
// Without a network the page itself comes from here. Where the browser has no such worker, only a reload needs the network.
if (origin !== 'null') void navigator.serviceWorker?.register('/worker.js');
