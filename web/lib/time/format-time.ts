/** How long something took, short and of stable width: `340 ms`, `4.2 s`, `4m 51s`, `2h 03m`, `6d 4h`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${pad(seconds % 60)}s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h ${pad(minutes % 60)}m`;
  return `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

/** A running clock, `00:18:42`. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** A moment in the reader's zone: only the time when it is today, else day and time. */
export function formatMoment(iso: string, language: string, now: Date = new Date()): string {
  const moment = new Date(iso);
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const;
  if (moment.toDateString() === now.toDateString()) return new Intl.DateTimeFormat(language, time).format(moment);
  const day = {
    month: 'short',
    day: 'numeric',
    year: moment.getFullYear() === now.getFullYear() ? undefined : 'numeric',
  } as const;
  return new Intl.DateTimeFormat(language, { ...day, hour: '2-digit', minute: '2-digit', hour12: false }).format(
    moment,
  );
}

/** A size in the largest unit that keeps it above one: `412 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** The first and last characters of a long id, enough to recognise it. */
export function shortenId(id: string): string {
  return id.length <= 20 ? id : `${id.slice(0, 12)}…${id.slice(-4)}`;
}

const pad = (value: number) => String(value).padStart(2, '0');
