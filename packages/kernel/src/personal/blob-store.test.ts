import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { createFolderBlobStore, createMemoryBlobStore, isJicengError, type BlobStore } from '../index.ts';

const folder = mkdtempSync(`${tmpdir()}/blobs-`);
afterAll(() => rmSync(folder, { recursive: true }));

const photo = new Uint8Array([0xff, 0xd8, 0, 1, 2]);
const about = { type: 'image/jpeg', purpose: 'evidence' };
const codeOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((caught: unknown) => caught);
  return isJicengError(error) ? error.code : error;
};

const stores: readonly (readonly [string, () => BlobStore])[] = [
  ['memory', () => createMemoryBlobStore()],
  ['a folder', () => createFolderBlobStore(folder)],
];

describe.each(stores)('files in %s', (_where, open) => {
  it('are kept under their digest and come back whole', async () => {
    const store = open();
    const info = await store.put(photo, { ...about, keepUntil: '2026-12-31' });
    expect(info).toMatchObject({ bytes: 5, type: 'image/jpeg', keepUntil: '2026-12-31' });
    expect(info.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await store.get(info.digest)).toEqual(photo);
    expect(await store.info(info.digest)).toEqual(info);
  });

  it('are one file when they are the same, also when put at once', async () => {
    const store = open();
    const same = new Uint8Array([7, 7, 7]);
    const infos = await Promise.all(Array.from({ length: 8 }, () => store.put(same, about)));
    expect(new Set(infos.map(({ digest }) => digest)).size).toBe(1);
    expect(await store.get(infos[0]?.digest ?? '')).toEqual(same);
  });

  it('give copies: changing what was read changes nothing kept', async () => {
    const store = open();
    const { digest } = await store.put(new Uint8Array([1, 2, 3]), about);
    (await store.get(digest)).fill(0);
    expect(await store.get(digest)).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('are gone once erased, and erasing twice does no harm', async () => {
    const store = open();
    const { digest } = await store.put(new Uint8Array([9]), about);
    await store.erase(digest);
    await store.erase(digest);
    expect(await codeOf(store.get(digest))).toBe('BLOB_MISSING');
    expect(await store.info(digest)).toBeUndefined();
  });
});

it('carries the digest that the deployment chose', async () => {
  expect((await createMemoryBlobStore('sm3').put(photo, about)).digest).toMatch(/^sm3:/);
});

it('tells a file that was changed by hand', async () => {
  const store = createFolderBlobStore(folder, 'sm3');
  const { digest } = await store.put(photo, about);
  const hex = digest.slice(4);
  writeFileSync(`${folder}/sm3/${hex.slice(0, 2)}/${hex}`, 'something else');
  expect(await codeOf(store.get(digest))).toBe('BLOB_CORRUPT');
});

it('reads nothing outside its folder', async () => {
  expect(await codeOf(createFolderBlobStore(folder).get('sha256:../../etc/passwd'))).toBe('BLOB_MISSING');
});

it('leaves no half files behind', async () => {
  await createFolderBlobStore(folder).put(new Uint8Array([5, 5]), about);
  const names = readdirSync(folder, { recursive: true }).map(String);
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
});
