/** What the wall of a zone shows at an instant: `2011-10-01 00:00`. */
export function wallText(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(Date.parse(instant));
}
