const UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;
const DURATION = /^(?:R\d*\/)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** Milliseconds of an ISO 8601 duration of weeks or less (months have no fixed length); `R3/PT10S` counts once. */
export function waitOf(text: string): number | null {
  const found = DURATION.exec(text.trim());
  if (!found) return null;
  const parts = found.slice(1).map((part) => Number(part ?? 0));
  const total = parts.reduce((sum, part, index) => sum + part * (UNITS[index] ?? 0), 0);
  return total > 0 ? Math.round(total) : null;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** The instant of a date, in ISO 8601 UTC; `assumed` when the text names no zone and that of `zone` was taken. */
export function readInstant(text: string, zone: string): { at: string; assumed: boolean } | null {
  const found = DATE.exec(text.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(asUtc).getUTCDate() !== day || hour > 23 || minute > 59) return null;
  const named = found[7];
  const offset = named ? offsetOf(named) : zoneOffset(asUtc, zone);
  return { at: new Date(asUtc - offset).toISOString(), assumed: named === undefined };
}

/** The local time of an instant as the originals write it: `yyyy-MM-dd HH:mm:ss`. */
export function printLocal(at: string, zone: string): string {
  const instant = Date.parse(at);
  return new Date(instant + zoneOffsetAt(instant, zone)).toISOString().slice(0, 19).replace('T', ' ');
}

function offsetOf(named: string): number {
  if (named === 'Z') return 0;
  const sign = named.startsWith('-') ? -1 : 1;
  return sign * (Number(named.slice(1, 3)) * 3_600_000 + Number(named.slice(-2)) * 60_000);
}

/** How far the zone's clock is ahead of UTC when it shows `local`. */
function zoneOffset(local: number, zone: string): number {
  const guess = zoneOffsetAt(local, zone);
  return zoneOffsetAt(local - guess, zone);
}

function zoneOffsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(instant / 1_000) * 1_000;
}
