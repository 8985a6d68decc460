import { kernelError } from '../errors.ts';
import type { JicengError, Reason } from '../plain/jiceng-error.ts';

/** The error of an act that something stands against: all the reasons, as data and in its words. */
export function refusal(action: string, reasons: readonly Reason[]): JicengError<'COMMAND_REFUSED'> {
  const because = {
    'zh-CN': reasons.map(({ words }) => words['zh-CN']).join(''),
    en: reasons.map(({ words }) => words.en).join(' '),
  };
  return kernelError('COMMAND_REFUSED', { action, because }, { reasons });
}
