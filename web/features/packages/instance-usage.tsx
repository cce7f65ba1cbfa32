'use client';
import { Sparkline } from '../../components/sparkline.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatBytes } from '../../lib/time/format-time.ts';
import { MOST_SAMPLES, type UsageSample } from './use-instance-usage.ts';

type Size = { width: number; height: number };
type FigureProps = Size & { samples: readonly UsageSample[] };

const ROW: Size = { width: 54, height: 18 };
const WIDE: Size = { width: 320, height: 56 };
const IDLE_TOP_PERCENT = 10;

/** Processor share of an instance over time; 100 % is one processor. */
function Cpu({ samples, ...size }: FigureProps) {
  const { t } = useWords();
  const values = samples.map(({ cpuPercent }) => cpuPercent);
  const now = percent(values.at(-1));
  const label = t('instances.chart', { what: t('instances.cpu'), now, most: percent(Math.max(0, ...values)) });
  return (
    <Sparkline
      {...size}
      values={values}
      top={Math.max(IDLE_TOP_PERCENT, ...values) * 1.15}
      room={roomOf(size)}
      label={label}
    />
  );
}

/** Memory of an instance over time, below its limit where it has one. */
function Memory({ samples, ...size }: FigureProps) {
  const { t } = useWords();
  const values = samples.map(({ memoryBytes }) => memoryBytes);
  const now = formatBytes(values.at(-1) ?? 0);
  const label = t('instances.chart', { what: t('instances.memory'), now, most: formatBytes(Math.max(0, ...values)) });
  return (
    <Sparkline
      {...size}
      values={values}
      top={Math.max(...values) * 1.4}
      room={roomOf(size)}
      tone="quiet"
      label={label}
    />
  );
}

type CellProps = { samples: readonly UsageSample[]; plain: boolean };

/** A figure for a row of the list, with a small picture where there is room; nothing where there are no figures. */
export function CpuCell({ samples, plain }: CellProps) {
  const last = samples.at(-1);
  return last ? (
    <span className="row usage-cell" data-testid="usage-cpu">
      {!plain && <Cpu samples={samples} {...ROW} width={40} />}
      <span className="num grow">{percent(last.cpuPercent)}</span>
    </span>
  ) : null;
}

export function MemoryCell({ samples, plain }: CellProps) {
  const last = samples.at(-1);
  return last ? (
    <span className="row usage-cell" data-testid="usage-memory">
      {!plain && <Memory samples={samples} {...ROW} width={30} />}
      <span className="num grow">{formatBytes(last.memoryBytes)}</span>
    </span>
  ) : null;
}

/** The two figures of the chosen instance, wide enough to read their course. */
export function InstanceUsage({ samples }: { samples: readonly UsageSample[] }) {
  const { t } = useWords();
  const last = samples.at(-1);
  const limit = last?.memoryLimitBytes;
  const memory = formatBytes(last?.memoryBytes ?? 0);
  return (
    <section className="usage-panel" aria-label={t('instances.usage')} data-testid="instance-usage">
      <figure>
        <figcaption>
          <span className="label">{t('instances.cpu')}</span>
          <b className="num">{last ? percent(last.cpuPercent) : t('instances.noUsage')}</b>
        </figcaption>
        <Cpu samples={samples} {...WIDE} />
      </figure>
      <figure>
        <figcaption>
          <span className="label">{t('instances.memory')}</span>
          <b className="num">
            {!last
              ? t('instances.noUsage')
              : limit
                ? t('instances.memoryOf', { used: memory, limit: formatBytes(limit) })
                : memory}
          </b>
        </figcaption>
        <Memory samples={samples} {...WIDE} />
      </figure>
    </section>
  );
}

const percent = (share = 0): string => `${share < 9.95 ? share.toFixed(1) : Math.round(share)} %`;

/** A row holds as many samples as it has room for; a wide picture holds all. */
const roomOf = ({ width }: Size): number => (width > 100 ? MOST_SAMPLES : 30);
