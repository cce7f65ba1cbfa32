import type { Tone } from './state.tsx';

export type Share = { tone: Tone; count: number };

/** A bar cut into the shares of each state. */
export function Meter({ shares, width = 84 }: { shares: Share[]; width?: number }) {
  return (
    <span className="meter" style={{ width }} aria-hidden="true">
      {shares
        .filter((share) => share.count > 0)
        .map((share) => (
          <i key={share.tone} className={`state-${share.tone}`} style={{ flex: share.count }} />
        ))}
    </span>
  );
}
