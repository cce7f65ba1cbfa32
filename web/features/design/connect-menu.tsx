'use client';
import { NODE_ICONS } from '../../components/flow/node-icons.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ChoiceMenu } from './choice-menu.tsx';
import { type Draft, mayLink } from './draft.ts';

type ConnectProps = {
  draft: Draft;
  from: string;
  at: { x: number; y: number };
  onConnect: (target: string) => void;
  onClose: () => void;
};

/** Chooses the node a link leads to. */
export function ConnectMenu({ draft, from, at, onConnect, onClose }: ConnectProps) {
  const { t } = useWords();
  const name = draft.nodes.find((node) => node.id === from)?.name ?? '';
  const choices = draft.nodes
    .filter((node) => mayLink(draft, from, node.id))
    .map((node) => ({
      id: node.id,
      label: node.name,
      detail: t(`nodeType.${node.type}`),
      icon: NODE_ICONS[node.type],
      value: node.id,
    }));
  return (
    <ChoiceMenu
      title={t('design.connectFrom', { name })}
      placeholder={t('design.connectFrom', { name })}
      choices={choices}
      at={at}
      testId="connect-menu"
      onChoose={onConnect}
      onClose={onClose}
    />
  );
}
