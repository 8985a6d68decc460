import { wallText } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from './figures.ts';
import { countText, monthText } from './format.ts';
import { cellDegrees, gridOrigin } from './grid.ts';
import { departmentName } from './names.ts';
import { rungWords } from './words.ts';

/** One thing that a reader must know to judge the figures. */
export interface Statement {
  readonly term: string;
  readonly text: string;
}

function zh({ zone, until, learnt, places, ladder, placement, input, census }: QuarterFigures): readonly Statement[] {
  const [lon, lat] = gridOrigin;
  const limited = learnt.types.filter(({ promisedMinutes }) => promisedMinutes !== undefined).length;
  const month = monthText(learnt.month, 'zh-CN');
  const rungs = ladder.map((rung) => rungWords(rung, 'zh-CN')).map(({ name, when }) => `${when}${name}`);
  const broken = learnt.brokenPromises === 0 ? '' : `有 ${countText(learnt.brokenPromises)} 件的承诺早于受理，不作数。`;
  return [
    { term: '停止时刻', text: `${wallText(until, zone)}（${zone}）。此后的办结一概不知道：那时未结的，就算未结。` },
    { term: '时区与日历', text: `${zone}，含夏令时；全天候日历（24×7），不分工作日与休息日，时限按钟点走。` },
    {
      term: '网格',
      text: `手头没有这座城市的网格边界，以 ${cellDegrees}° 见方的格子代替（约 556 米 × 411 米，R0C0 的西南角在北纬 ${lat}°、西经 ${Math.abs(lon)}°），共 ${countText(places.cells)} 格，建成多边形，与任何网格一样查找。市里把坐标舍入到四位小数，格子的边取在两个读数之间，因此没有一件落在边上。`,
    },
    {
      term: '职责表',
      text: `学自 ${month}的 ${countText(learnt.cases)} 件：${countText(learnt.types.length)} 类诉求，每类归当月承办最多的部门；${month}没有见过的类型，按兜底职责归${departmentName(learnt.fallback.department, 'zh-CN')}。用此后各月来检验。`,
    },
    {
      term: '时限',
      text: `时限是我们的，不是市里的：取 ${month}同类诉求承诺时长的中位数（四舍五入到分钟），由 @jiceng/sla 自受理时刻起算。${countText(limited)} 类有时限，${countText(learnt.types.length - limited)} 类当月没有任何承诺，不设时限。${broken}`,
    },
    { term: '督办阶梯', text: `${rungs.join('；')}。由到时的定时器触发，无人按按钮。` },
    { term: '步骤的时刻', text: placement['zh-CN'] },
    {
      term: '数据',
      text: `${input}：读入 ${countText(census.read)} 行，用了 ${countText(census.used)} 行，跳过 ${countText(census.skipped.length)} 行，停止之后才受理的 ${countText(census.openedLater)} 行。随例数据来自波士顿市开放数据门户 Analyze Boston（PDDL，公共领域）。`,
    },
  ];
}

function en({ zone, until, learnt, places, ladder, placement, input, census }: QuarterFigures): readonly Statement[] {
  const [lon, lat] = gridOrigin;
  const limited = learnt.types.filter(({ promisedMinutes }) => promisedMinutes !== undefined).length;
  const month = monthText(learnt.month, 'en');
  const rungs = ladder.map((rung) => rungWords(rung, 'en')).map(({ name, when }) => `${name} (${when})`);
  const broken =
    learnt.brokenPromises === 0
      ? ''
      : ` Promises that lie before the opening (${countText(learnt.brokenPromises)}) do not count.`;
  return [
    {
      term: 'Stop',
      text: `${wallText(until, zone)} (${zone}). What was closed later is not known here: what was open then, is open.`,
    },
    {
      term: 'Zone and calendar',
      text: `${zone} with daylight saving time; a calendar that is always open (24×7): limits run by the clock, day and night.`,
    },
    {
      term: 'Grids',
      text: `No boundaries of this city are at hand, so cells of ${cellDegrees}° stand in for them (about 556 m × 411 m; the south-west corner of R0C0 lies at ${lat}° N, ${Math.abs(lon)}° W): ${countText(places.cells)} cells, built as polygons and looked up like any grid. The city rounds coordinates to four decimals; the edges stand between two readings, so that no request lies on one.`,
    },
    {
      term: 'Duty table',
      text: `Learnt from the ${countText(learnt.cases)} requests of ${month}: ${countText(learnt.types.length)} types, each led by the department that had most of it; a type that ${month} did not see goes by the default duty to ${departmentName(learnt.fallback.department, 'en')}. Judged on the months after it.`,
    },
    {
      term: 'Deadlines',
      text: `They are ours, not the city's: the median of what was promised for the type in ${month}, to the nearest minute, counted by @jiceng/sla from the moment of opening. ${countText(limited)} types have a limit; ${countText(learnt.types.length - limited)} had no promise in that month and have none.${broken}`,
    },
    { term: 'Supervision', text: `${rungs.join('; ')}. Raised by timers that come due; nobody presses a button.` },
    { term: 'Steps between', text: placement.en },
    {
      term: 'Data',
      text: `${input}: ${countText(census.read)} rows read, ${countText(census.used)} used, ${countText(census.skipped.length)} skipped, ${countText(census.openedLater)} opened after the stop. The data of this example come from the City of Boston, Analyze Boston (PDDL, public domain).`,
    },
  ];
}

/** What the figures rest on, in the order in which a reader asks. */
export function statementsOf(figures: QuarterFigures, lang: Locale): readonly Statement[] {
  return lang === 'zh-CN' ? zh(figures) : en(figures);
}
