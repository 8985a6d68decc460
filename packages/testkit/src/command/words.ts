import type { Words } from '@jiceng/kernel';

/** What the command says, besides the sentences of the cases. */
export const commandWords = {
  seed: {
    'zh-CN': '种子 {seed}（--seed {seed} 可以重来一遍）',
    en: 'seed {seed} (--seed {seed} runs the same again)',
  },
  toRun: { 'zh-CN': '要运行 {many} 项，声明到 {declared} 级', en: '{many} cases to run, declared up to {declared}' },
  kept: { 'zh-CN': '履行', en: 'kept  ' },
  broken: { 'zh-CN': '违反', en: 'BROKEN' },
  sentence: { 'zh-CN': '要求：', en: 'demands:  ' },
  found: { 'zh-CN': '发现：', en: 'found:    ' },
  cause: { 'zh-CN': '多半：', en: 'usually:  ' },
  notRun: { 'zh-CN': '未运行 {many} 项，{why}：{ids}', en: 'not run: {many}, {why}: {ids}' },
  store: {
    'zh-CN': '存储 {engine}：durability {durability}，positions {positions}，multiProcess {multiProcess}',
    en: 'store {engine}: durability {durability}, positions {positions}, multiProcess {multiProcess}',
  },
  summary: {
    'zh-CN': '履行 {kept} 项，违反 {broken} 项，未运行 {notRun} 项。达到的级别：{reached}（声明：{declared}）。',
    en: '{kept} kept, {broken} broken, {notRun} not run. Level reached: {reached} (declared: {declared}).',
  },
  noLevel: { 'zh-CN': '无', en: 'none' },
  notReached: {
    'zh-CN': '没有测全所要求的 {level} 级。',
    en: 'The level that was asked for, {level}, was not run whole.',
  },
  reportFailed: { 'zh-CN': '报告写不进 {file}：{problem}', en: 'The report cannot be written to {file}: {problem}' },
  help: {
    'zh-CN': `用法：jiceng-store-check 模块 [选项]

按契约检查一个存储适配器。模块以 factory（或默认导出）给出一个 StoreFactory。

  --level core|concurrent|processes|crash  测到哪一级为止；默认测到工厂声明的级别
  --only 项,项         只测这些项
  --seed 数            重来一遍；默认取自时钟，总会打印出来
  --kills 数           crash 级每项杀几次进程，默认 5；长时间测试时加大
  --timeout 毫秒       每项最多多久，默认 60000（crash 级每次另加 5000）
  --export 名字        模块里工厂的名字
  --report 文件.json   把报告写成 JSON
  --lang zh|en         语言；默认看环境变量 LANG

退出码：0 全部履行；1 有违反；2 命令写错、模块不能加载，或所要求的级别没有测全。`,
    en: `Usage: jiceng-store-check MODULE [options]

Checks a store adapter against the contract. The module exports a StoreFactory as factory, or as its default.

  --level core|concurrent|processes|crash  go no further than this; by default as far as the factory declares
  --only ID,ID         only these cases
  --seed NUMBER        run the same again; by default taken from the clock, and always printed
  --kills NUMBER       how often each case of crash kills a process, 5 by default; more for a soak
  --timeout MS         how long a case may take, 60000 by default (and 5000 more for each kill)
  --export NAME        what the module calls its factory
  --report FILE.json   write the report as JSON
  --lang zh|en         language; by default that of the environment variable LANG

Exit codes: 0 all kept; 1 something is broken; 2 the command line is wrong, the module cannot be loaded, or the level asked for
was not run whole.`,
  },
} as const satisfies Readonly<Record<string, Words>>;
