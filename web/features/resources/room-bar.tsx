import { useWords } from '../../lib/language/language-provider.tsx';

type RoomBarProps = { label: string; used: number; most: number | null };

/** How much of a capacity is given away; without a limit only how much is there. */
export function RoomBar({ label, used, most }: RoomBarProps) {
  const { t } = useWords();
  const share = most ? Math.min(1, used / most) : 0;
  const tone = share >= 1 ? 'failed' : share > 0.8 ? 'warning' : 'ok';
  const words = most === null ? t('resources.room', { used, label }) : t('resources.roomOf', { used, most, label });
  return (
    <span className="room-bar">
      <span className="sm clip">{words}</span>
      {most !== null && (
        <span className="meter" aria-hidden="true">
          <i className={`state-${tone}`} style={{ flex: share }} />
          <span style={{ flex: 1 - share }} />
        </span>
      )}
    </span>
  );
}
