'use client';
import { ArrowDownToLine, Search } from 'lucide-react';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../lib/language/language-provider.tsx';
import { plainText } from '../lib/log/read-ansi.ts';
import { LogLine } from './log-line.tsx';

/** A line with a number of its own, so that it stays itself while older ones leave. */
export type NumberedLine = { at: number; text: string };

type LiveLogProps = { title: string; lines: readonly NumberedLine[]; note?: ReactNode; height?: number };

/** An output that grows while it is read: it follows the end until the reader scrolls up, and can be searched. */
export function LiveLog({ title, lines, note, height = 260 }: LiveLogProps) {
  const { t } = useWords();
  const box = useRef<HTMLPreElement>(null);
  const [following, setFollowing] = useState(true);
  const [leftAt, setLeftAt] = useState(0);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const shown = useMemo(
    () =>
      wanted === '' ? lines : lines.filter(({ text }) => plainText(text).toLowerCase().includes(wanted.toLowerCase())),
    [lines, wanted],
  );
  const last = lines.at(-1)?.at ?? 0;
  useEffect(() => {
    if (following && box.current && shown.length > 0) box.current.scrollTop = box.current.scrollHeight;
  }, [shown, following]);
  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 8;
    if (following && !atEnd) setLeftAt(last);
    setFollowing(atEnd);
  };
  return (
    <section className="live-log" aria-label={title}>
      <div className="row">
        <h3 className="heading">{title}</h3>
        {wanted !== '' && <span className="sm tertiary">{t('log.matches', { count: shown.length })}</span>}
        <label className="search-box push">
          <Search size={13} aria-hidden="true" />
          <input
            type="search"
            className="input"
            value={search}
            placeholder={t('log.search')}
            aria-label={t('log.search')}
            onChange={(event) => setSearch(event.target.value)}
            data-testid="log-search"
          />
        </label>
      </div>
      <div className="log-frame">
        <pre
          ref={box}
          className="log"
          style={{ height }}
          onScroll={onScroll}
          aria-label={title}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling log has to be reachable by keyboard.
          tabIndex={0}
          role="log"
          data-testid="log"
        >
          {lines.length === 0
            ? t('general.noLines')
            : shown.map(({ at, text }) => <LogLine key={at} text={text} {...(wanted !== '' && { found: wanted })} />)}
        </pre>
        <button
          type="button"
          className={`follow-pill ${following ? 'on' : ''}`}
          aria-pressed={following}
          onClick={() => setFollowing(true)}
          data-testid="log-follow"
        >
          <ArrowDownToLine size={13} aria-hidden="true" />
          {following
            ? t('log.following')
            : last > leftAt
              ? t('log.newLines', { count: last - leftAt })
              : t('log.follow')}
        </button>
      </div>
      {note && <p className="sm tertiary">{note}</p>}
    </section>
  );
}
