import { colourExpression } from '../lib/expression/colour-expression.ts';

/** A data-model expression, or an entity's name, in the colours of its parts. */
export function CodeText({ text, from, to }: { text: string; from?: number; to?: number }) {
  return (
    <span className="code">
      {colourExpression(text).map((part) => {
        const bad = from !== undefined && part.start < (to ?? from + 1) && part.start + part.text.length > from;
        return (
          <span key={part.start} className={`${part.kind} ${bad ? 'bad' : ''}`}>
            {part.text}
          </span>
        );
      })}
    </span>
  );
}
