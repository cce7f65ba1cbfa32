import type { Tone } from '../../components/state.tsx';
import { StateIcon } from '../../components/state.tsx';

type Step = { x: number; y: number; tone: Tone };
const STEPS: Step[] = [
  { x: 96, y: 270, tone: 'ok' },
  { x: 312, y: 50, tone: 'ok' },
  { x: 484, y: 50, tone: 'ok' },
  { x: 312, y: 160, tone: 'ok' },
  { x: 484, y: 160, tone: 'ok' },
  { x: 312, y: 270, tone: 'ok' },
  { x: 484, y: 270, tone: 'running' },
  { x: 312, y: 380, tone: 'person' },
  { x: 484, y: 380, tone: 'waiting' },
  { x: 312, y: 490, tone: 'running' },
  { x: 484, y: 490, tone: 'waiting' },
  { x: 696, y: 270, tone: 'waiting' },
];
const TAKEN = [
  'M66 297H96',
  'M236 297H270',
  ...[77, 187, 297, 407].map((y) => `M280 ${y}H312`),
  'M452 77H484',
  'M452 187H484',
  'M624 77H656',
  'M624 187H656',
];
const RUNNING = ['M452 297H484', 'M280 517H312'];
const PENDING = [
  'M452 407H484',
  'M452 517H484',
  'M624 297H656',
  'M624 407H656',
  'M624 517H656',
  'M666 297H696',
  'M836 297H862',
];

/** A drawing of a run, without any word of the estate. */
export function EntranceScene() {
  return (
    <section className="scene" aria-hidden="true">
      <svg width="912" height="600" viewBox="0 0 912 600" aria-hidden="true">
        {TAKEN.map((path) => (
          <path key={path} className="link taken" d={path} />
        ))}
        {RUNNING.map((path) => (
          <path key={path} className="link running" d={path} />
        ))}
        {PENDING.map((path) => (
          <path key={path} className="link pending" d={path} />
        ))}
        <rect x="270" y="34" width="10" height="526" rx="3" fill="var(--ok-line)" />
        <rect x="656.5" y="34.5" width="9" height="525" rx="3" fill="var(--surface)" stroke="var(--waiting-line)" />
        <circle cx="51" cy="297" r="15" fill="var(--surface)" stroke="var(--ok-line)" strokeWidth="1.5" />
        <circle cx="877" cy="297" r="14" fill="var(--surface)" stroke="var(--waiting-line)" strokeWidth="3" />
        {STEPS.map((step) => (
          <SceneStep key={`${step.x} ${step.y}`} {...step} />
        ))}
        <g transform="translate(44 290)">
          <StateIcon tone="ok" />
        </g>
        <g transform="translate(870 290)">
          <StateIcon tone="waiting" />
        </g>
      </svg>
    </section>
  );
}

function SceneStep({ x, y, tone }: Step) {
  const person = tone === 'person';
  const stroke = tone === 'ok' || tone === 'waiting' ? `var(--${tone}-line)` : `var(--${tone}-solid)`;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        x=".5"
        y=".5"
        width="139"
        height="54"
        rx={person ? 27 : 6}
        fill={person ? 'var(--person-soft)' : 'var(--surface)'}
        stroke={stroke}
      />
      <g transform={`translate(${person ? 15 : 10} 16)`}>
        <StateIcon tone={tone} />
      </g>
      <rect x={person ? 37 : 32} y="19" width="70" height="7" rx="3.5" fill="var(--line-strong)" />
      <rect x={person ? 37 : 32} y="32" width="44" height="5" rx="2.5" fill="var(--line)" />
    </g>
  );
}
