import { civilDateAt, epochDayOf, instantFromMs } from '@jiceng/kernel/plain';

const dayMs = 86_400_000;
/** Before the year 1000 platforms write years with fewer digits and eras; such a row is rare enough to be read by itself. */
const firstPlainDay = -354_285;

function wallClockOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/**
 * Reads on which day of a zone's wall calendar moments fall, as days since 1970-01-01. Asking the platform costs a microsecond
 * and more for each row; the zone's offset is therefore asked at the two ends of each UTC day, and only rows of a day on which
 * the clocks are changed are asked one by one.
 *
 * @throws JicengError `ZONE_UNKNOWN` when the platform does not know the zone.
 */
export function epochDaysIn(zone: string): (ms: number) => number {
  civilDateAt('1970-01-01T00:00:00.000Z', zone);
  const wallClock = wallClockOf(zone);
  const offsets = new Map<number, number>();

  function offsetAtStartOf(utcDay: number): number {
    const known = offsets.get(utcDay);
    if (known !== undefined) return known;
    const shown = new Map(wallClock.formatToParts(utcDay * dayMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? Number.NaN;
    const wallMs = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    const offset = wallMs - utcDay * dayMs;
    offsets.set(utcDay, offset);
    return offset;
  }

  return (ms) => {
    const utcDay = Math.floor(ms / dayMs);
    if (utcDay >= firstPlainDay) {
      const offset = offsetAtStartOf(utcDay);
      if (offset === offsetAtStartOf(utcDay + 1)) return Math.floor((ms + offset) / dayMs);
    }
    return epochDayOf(civilDateAt(instantFromMs(ms), zone));
  };
}
