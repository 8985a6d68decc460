import type { Operation } from '@jiceng/kernel';
import { onNewStore, type CaseDemand } from './contract-case.ts';
import { codeOf, expectCode, expectEqual, expectFailed, expectOk } from './expectation.ts';
import {
  addition,
  change,
  check,
  entriesOf,
  entry,
  item,
  itemTable,
  keyOf,
  kitTables,
  readOne,
  readRows,
  removal,
} from './kit-tables.ts';

/** What a batch is: whole or nothing, and an answer that says which precondition failed and why. */
export const batchCases: readonly CaseDemand[] = [
  {
    id: 'all-or-nothing',
    name: 'a batch whose last step fails leaves nothing of the steps before it',
    chinese: '最后一步失败的批次，前面各步不留痕迹',
    cause: {
      'zh-CN': '批次不在一个事务里，或失败后没有回滚；某些语句（DDL、自动提交）也会中断事务。',
      en: 'The batch is not one transaction, or is not rolled back when a step fails; some statements (DDL, autocommit) end one early.',
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const before = [item('b', { amount: 1n }), item('c', { name: 'c' }), item('d'), item('e')];
        expectOk('rows', await store.commit(before));
        const batch = [
          item('a'),
          addition('b', 5n),
          change('c', 1n, { name: 'changed' }),
          removal('d'),
          entry('log', 1n),
          entry('log', 2n),
        ];
        expectOk('an entry in the way', await store.commit([entry('log', 2n)]));
        expectFailed('the batch', await store.commit(batch), 5, 'exists');
        const rows = await Promise.all(['a', 'b', 'c', 'd'].map((id) => readOne(store, id)));
        expectEqual('what the batch would have created', rows[0], undefined);
        expectEqual('what it would have added to', [rows[1]?.['amount'], rows[1]?.['version']], [1n, 1n]);
        expectEqual('what it would have changed', [rows[2]?.['name'], rows[2]?.['version']], ['c', 1n]);
        expectEqual('what it would have deleted', rows[3]?.['id'], 'd');
        expectEqual('its first entry', (await readRows(store, entriesOf('log'))).length, 1);
      }),
  },
  {
    id: 'named-by-place',
    name: 'the answer names the operation that failed by its place in the batch as it was given',
    chinese: '答复按批次给出的次序指出失败的是第几项',
    cause: {
      'zh-CN': '答复的是加锁次序中的位置；应使用 planBatch 给出的 index。',
      en: 'The place in the order of locks is answered; use the `index` that planBatch gives.',
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('m', { version: 5n })]));
        // In the order of locks the second of these is the last but one.
        const batch = [entry('log', 1n), change('m', 4n, {}), item('a'), item('b')];
        expectFailed('the update', await store.commit(batch), 1, 'version');
      }),
  },
  {
    id: 'no-second-insert',
    name: 'a row that is there cannot be inserted again, and stays as it is',
    chinese: '已有的行不能再插入，并保持原样',
    cause: {
      'zh-CN': '使用了 UPSERT、REPLACE 或 INSERT IGNORE；应使用普通 INSERT，并把主键重复映射为 exists。',
      en: 'UPSERT, REPLACE or INSERT IGNORE is in use; a plain INSERT is wanted, its duplicate-key error answered as exists.',
    },
    invariant: 80,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'first' })]));
        expectFailed('the second', await store.commit([item('a', { name: 'second' })]), 0, 'exists');
        expectFailed('among others', await store.commit([item('0'), item('a', { name: 'third' })]), 1, 'exists');
        expectEqual('the other', await readOne(store, '0'), undefined);
        expectEqual('the row', (await readOne(store, 'a'))?.['name'], 'first');
      }),
  },
  {
    id: 'version-moves',
    name: 'an update moves the row to the next version, or to the later one it names',
    chinese: '更新把行移到下一版本，或它指定的更后的版本',
    cause: {
      'zh-CN': '忽略了 `toVersion`，或者值为 undefined 的列没有写成 NULL。',
      en: '`toVersion` is ignored, or a column set to undefined is not written as NULL.',
    },
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'first', amount: 5n })]));
        expectOk('one further', await store.commit([change('a', 1n, { name: 'second' })]));
        const second = await readOne(store, 'a');
        expectEqual('version 2', [second?.['version'], second?.['name'], second?.['amount']], [2n, 'second', 5n]);
        expectOk('further', await store.commit([{ ...change('a', 2n, { amount: undefined }), toVersion: 7n }]));
        const third = await readOne(store, 'a');
        expectEqual('version 7', [third?.['version'], third?.['name'], third?.['amount']], [7n, 'second', undefined]);
      }),
  },
  {
    id: 'write-without-change',
    name: 'an update that sets what is there already, and an addition of zero, are writes like others',
    chinese: '把列设为原来的值的更新、加零的增减，和其他写入一样',
    cause: {
      'zh-CN': '驱动返回“改变的行数”而不是“匹配的行数”（MySQL 未设 FOUND_ROWS），被当成没有找到。',
      en: 'The driver counts rows that changed instead of rows that matched (MySQL without FOUND_ROWS), which is taken for none found.',
    },
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'same', amount: 5n })]));
        expectOk('the same name', await store.commit([change('a', 1n, { name: 'same' })]));
        expectOk('nothing set', await store.commit([change('a', 2n, {})]));
        expectEqual('the version', (await readOne(store, 'a'))?.['version'], 3n);
        expectOk('+0', await store.commit([addition('a', 0n)]));
      }),
  },
  {
    id: 'version-guards',
    name: 'an update from another version than the row’s is refused, from an earlier and from a later one',
    chinese: '不是从当前版本出发的更新被拒绝，早了、晚了都一样',
    cause: {
      'zh-CN': '条件用了 version >= 或没有条件；应为 WHERE version = ifVersion，并检查影响行数。',
      en: 'The condition is version >= or absent; it must be WHERE version = ifVersion, and the affected rows must be counted.',
    },
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { version: 5n, name: 'as it was' })]));
        expectFailed('from version 4', await store.commit([change('a', 4n, { name: 'late' })]), 0, 'version');
        expectFailed('from version 6', await store.commit([change('a', 6n, { name: 'early' })]), 0, 'version');
        const row = await readOne(store, 'a');
        expectEqual('the row', [row?.['name'], row?.['version']], ['as it was', 5n]);
      }),
  },
  {
    id: 'missing-is-missing',
    name: 'a row that is not there is missing, whatever was wanted of it',
    chinese: '不存在的行答复为 missing，无论想对它做什么',
    cause: {
      'zh-CN': '影响 0 行时没有再看行是否存在，一律答复成 version 或 bound。',
      en: 'When no row is affected nobody looks whether the row is there; it is always answered as version or bound.',
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const wishes: readonly Operation[] = [
          change('nobody', 1n, { name: 'x' }),
          { ...addition('nobody', 1n), min: { amount: 0n } },
          removal('nobody', 1n),
          check('nobody', 1n),
        ];
        for (const wish of wishes) {
          expectFailed(`${wish.op} of nobody`, await store.commit([wish]), 0, 'missing');
        }
        expectEqual('nobody', await readOne(store, 'nobody'), undefined);
      }),
  },
  {
    id: 'check-guards',
    name: 'a check refuses a batch when the row it relies on stands at an earlier or a later version',
    chinese: '所依据的行早于或晚于所写版本时，核对拒绝整个批次',
    cause: {
      'zh-CN': '核对没有执行，或只在版本变小时拒绝。',
      en: 'The check is not carried out, or refuses only in one direction.',
    },
    invariant: 32,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('rows', await store.commit([item('a', { version: 5n }), item('b', { version: 5n })]));
        expectFailed('relying on version 4', await store.commit([check('a', 4n), item('c')]), 0, 'version');
        expectFailed('relying on version 6', await store.commit([check('a', 6n), item('c')]), 0, 'version');
        expectOk('relying on its version', await store.commit([check('b', 5n), item('d')]));
        expectEqual('what was to be written', await readOne(store, 'c'), undefined);
      }),
  },
  {
    id: 'check-only-reads',
    name: 'a check changes nothing of the row it relies on',
    chinese: '核对不改变所依据的行',
    cause: {
      'zh-CN': '用 UPDATE 代替 SELECT … FOR UPDATE 加锁，移动了版本。',
      en: 'An UPDATE stands in for SELECT … FOR UPDATE and moves the version.',
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'as it was' })]));
        expectOk('relied on', await store.commit([check('a', 1n)]));
        const row = await readOne(store, 'a');
        expectEqual('the row', [row?.['name'], row?.['version']], ['as it was', 1n]);
      }),
  },
  {
    id: 'delete-is-content',
    name: 'a delete without a version is content with a row that is gone already',
    chinese: '不带版本的删除，行本来就没有也算成功',
    cause: {
      'zh-CN': '影响 0 行被当成 missing；不带 ifVersion 的删除没有前提。',
      en: 'No affected row is taken for missing; a delete without ifVersion has no precondition.',
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a')]));
        expectOk('gone', await store.commit([removal('a')]));
        expectOk('gone already', await store.commit([removal('a'), item('b')]));
        expectEqual('the rest of the batch', (await readOne(store, 'b'))?.['id'], 'b');
      }),
  },
  {
    id: 'delete-guards',
    name: 'a delete at another version than the row’s is refused',
    chinese: '按其他版本删除被拒绝',
    cause: {
      'zh-CN': 'DELETE 的条件里没有 version = ifVersion。',
      en: 'The DELETE has no version = ifVersion in its condition.',
    },
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { version: 5n })]));
        expectFailed('at version 4', await store.commit([removal('a', 4n)]), 0, 'version');
        expectFailed('at version 6', await store.commit([removal('a', 6n)]), 0, 'version');
        expectEqual('the row', (await readOne(store, 'a'))?.['version'], 5n);
        expectOk('at its version', await store.commit([removal('a', 5n)]));
        expectEqual('the row', await readOne(store, 'a'), undefined);
      }),
  },
  {
    id: 'malformed-batch',
    name: 'a malformed batch is refused as such, and nothing of it is written',
    chinese: '写错的批次按写错拒绝，什么也不写',
    cause: {
      'zh-CN': '没有先调用 planBatch 和 planQuery，让引擎各自报错。',
      en: "planBatch and planQuery are not called first, and the engine's own errors come through.",
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a')]));
        const strange: readonly (readonly [what: string, operations: readonly Operation[], code: string])[] = [
          ['one row twice', [addition('a', 1n), change('a', 1n, { name: 'x' })], 'STORE_BATCH_INVALID'],
          ['a table nobody declared', [{ op: 'insert', table: 'nobodys', row: { id: 'x' } }], 'STORE_TABLE_UNKNOWN'],
          ['a column nobody declared', [item('x', { colour: 'red' })], 'STORE_VALUE_INVALID'],
          ['a value of another type', [item('x', { amount: '1' })], 'STORE_VALUE_INVALID'],
          [
            'an absent part of the key',
            [{ op: 'insert', table: itemTable.name, row: { id: 'x' } }],
            'STORE_VALUE_INVALID',
          ],
          ['half a key', [{ op: 'delete', table: itemTable.name, key: [keyOf('a')[0] ?? ''] }], 'STORE_BATCH_INVALID'],
        ];
        for (const [what, operations, code] of strange) {
          await expectCode(what, () => store.commit([item('b'), ...operations]), code);
        }
        expectEqual('what stood beside it', await readOne(store, 'b'), undefined);
        expectEqual('the row', (await readOne(store, 'a'))?.['version'], 1n);
        expectEqual(
          'a query for what nobody declared',
          await codeOf(() => store.read([{ get: 'row', table: 'nobodys', key: ['x'] }])),
          'STORE_TABLE_UNKNOWN',
        );
      }),
  },
  {
    id: 'refuses-by-promise',
    name: 'what is refused is refused by the promise that a call gives, never before it',
    chinese: '拒绝总是通过返回的 Promise 给出，不会在此之前抛出',
    cause: {
      'zh-CN': '方法不是 async，检查在返回 Promise 之前抛出；宿主的 Promise.all 因此漏接。',
      en: "The method is not async and its checks throw before there is a promise; a host's Promise.all misses them.",
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const calls: readonly (readonly [what: string, call: () => Promise<unknown>])[] = [
          ['commit', () => store.commit([item('')])],
          ['read', () => store.read([{ get: 'row', table: 'nobodys', key: ['x'] }])],
          ['migrate', () => store.migrate([{ ...itemTable, key: ['nobody'] }])],
        ];
        for (const [what, call] of calls) {
          let early = false;
          try {
            await call().catch(() => undefined);
          } catch {
            early = true;
          }
          expectEqual(`${what} throws before it gives its promise`, early, false);
        }
      }),
  },
];
