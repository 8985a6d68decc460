// The page comes from the network while there is one, and otherwise as it came last.

const cacheName = 'jiceng-page/1';

interface Waiting extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface Asked extends Event {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}
const isWaiting = (event: Event): event is Waiting => 'waitUntil' in event;
const isAsked = (event: Event): event is Asked => 'respondWith' in event;

async function answer(request: Request): Promise<Response> {
  const kept = await caches.open(cacheName);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await kept.put(request, fresh.clone());
    return fresh;
  } catch {
    return (await kept.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}

addEventListener('install', (event) => {
  const keep = async (): Promise<void> => (await caches.open(cacheName)).addAll(['/', '/page.js', '/page.css']);
  if (isWaiting(event)) event.waitUntil(keep());
});
addEventListener('fetch', (event) => {
  if (isAsked(event) && event.request.method === 'GET') event.respondWith(answer(event.request));
});
