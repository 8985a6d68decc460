import type { Instant } from '@jiceng/kernel';

/** Where the replay is: a bar that moves on a terminal, plain lines elsewhere. All of it on stderr. */
export interface ProgressBar {
  readonly show: (done: number, at: Instant) => void;
  readonly end: () => void;
}

const width = 30;
const everyPercent = 5;

export function createProgressBar(output: NodeJS.WriteStream, total: number, lang: 'zh-CN' | 'en'): ProgressBar {
  const acts = lang === 'en' ? 'acts' : '步';
  let lastPercent = -1;
  return {
    show: (done, at) => {
      const percent = Math.floor((done * 100) / total);
      const day = at.slice(0, 10);
      if (output.isTTY) {
        const full = Math.round((done * width) / total);
        output.write(`\r${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent}%  ${day}  ${done}/${total} ${acts} `);
      } else if (percent >= lastPercent + everyPercent) {
        output.write(`${day}  ${percent}%  ${done}/${total} ${acts}\n`);
        lastPercent = percent;
      }
    },
    end: () => {
      if (output.isTTY) output.write('\n');
    },
  };
}
