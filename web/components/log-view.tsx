'use client';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../lib/language/language-provider.tsx';
import { LogLine } from './log-line.tsx';

/** The last lines of an output; it follows the end until the reader scrolls up. */
export function LogView({ lines, height = 168, label }: { lines: readonly string[]; height?: number; label: string }) {
  const { t } = useWords();
  const box = useRef<HTMLPreElement>(null);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (following && box.current) box.current.scrollTop = lines.length ? box.current.scrollHeight : 0;
  }, [lines, following]);
  const onScroll = () => {
    const element = box.current;
    if (element) setFollowing(element.scrollTop + element.clientHeight >= element.scrollHeight - 8);
  };
  return (
    <pre
      ref={box}
      className="log"
      style={{ maxHeight: height }}
      onScroll={onScroll}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling log has to be reachable by keyboard.
      tabIndex={0}
      role="log"
      data-testid="log"
    >
      {lines.length === 0
        ? t('general.noLines')
        : // biome-ignore lint/suspicious/noArrayIndexKey: equal lines may follow each other; the number keeps them apart.
          lines.map((line, at) => <LogLine key={`${at} ${line}`} text={line} />)}
    </pre>
  );
}
