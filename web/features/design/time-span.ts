export const SPAN_UNITS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type SpanUnit = keyof typeof SPAN_UNITS;

/** A span in the largest unit that says it in whole numbers. */
export function splitSpan(ms: number | null | undefined): { count: number; unit: SpanUnit } {
  const units = Object.keys(SPAN_UNITS).toReversed() as SpanUnit[];
  const unit = units.find((one) => ms && ms % SPAN_UNITS[one] === 0) ?? 'minute';
  return { count: (ms ?? 0) / SPAN_UNITS[unit], unit };
}

export const joinSpan = (count: number, unit: SpanUnit): number => Math.round(count * SPAN_UNITS[unit]);

/** An instant as a field for date and time takes it, in the reader's zone. */
export function toLocalInput(iso: string | null | undefined): string {
  const moment = iso ? new Date(iso) : null;
  if (!moment || Number.isNaN(moment.getTime())) return '';
  return new Date(moment.getTime() - moment.getTimezoneOffset() * SPAN_UNITS.minute).toISOString().slice(0, 19);
}
