// A relay in a process of its own, to be killed: node relay-process.fixture.ts <file> <url> <secret>
import { openSqliteStore } from '@jiceng/storage-sql';
import { kernelTables } from '@jiceng/kernel';
import { createWebhookRelay, keepRelaying, relayTables } from '../index.ts';

const [file = '', url = '', secret = ''] = process.argv.slice(2);
const store = await openSqliteStore({ file, synchronous: 'NORMAL', waitMs: 20_000 });
await store.migrate([...kernelTables, ...relayTables]);
await keepRelaying(
  { store, feed: 'main', clock: { now: () => store.now() } },
  {
    reader: 'out',
    relay: createWebhookRelay({ url, secret }),
    source: 'https://jiceng.example.gov.cn/330106',
    limit: 10,
    idleMs: 5,
    signal: new AbortController().signal,
  },
);
