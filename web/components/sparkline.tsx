import { useId } from 'react';

type SparklineProps = {
  values: readonly number[];
  /** What the top of the picture stands for; never less than the highest value. */
  top: number;
  width: number;
  height: number;
  tone?: 'running' | 'quiet';
  /** How many values the whole width holds; fewer begin at the right. */
  room: number;
  label: string;
};

const EDGE = 1;

/** A figure over time, small enough for a table row. It says in words what it shows. */
export function Sparkline({ values, top, width, height, tone = 'running', room, label }: SparklineProps) {
  const id = useId();
  const points = placed(values.slice(-room), Math.max(top, ...values), { width, height, room });
  const last = points.at(-1);
  const path = points.map(([x, y]) => `${x},${y}`).join(' ');
  return (
    <svg
      className={`sparkline ${tone}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={id}
    >
      <title id={id}>{label}</title>
      <line x1={EDGE} x2={width - EDGE} y1={height - EDGE} y2={height - EDGE} className="ground" />
      {last && points[0] && (
        <>
          <polygon points={`${points[0][0]},${height - EDGE} ${path} ${last[0]},${height - EDGE}`} />
          <polyline points={path} />
          <circle cx={last[0]} cy={last[1]} r="1.6" />
        </>
      )}
    </svg>
  );
}

function placed(
  values: readonly number[],
  top: number,
  { width, height, room }: { width: number; height: number; room: number },
): [number, number][] {
  const step = (width - 2 * EDGE - 1) / Math.max(1, room - 1);
  return values.map((value, at) => {
    const x = width - EDGE - 1 - (values.length - 1 - at) * step;
    const y = height - EDGE - (Math.max(0, value) / (top || 1)) * (height - 2 * EDGE - 1);
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  });
}
