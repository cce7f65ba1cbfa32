'use client';
import { NODE_ICONS } from '../../components/flow/node-icons.ts';
import type { NodeType, ServicePartsFragment } from '../../gql/graphql.ts';
import { isEnd } from '../../lib/flow/node-shapes.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ChoiceMenu } from './choice-menu.tsx';
import { serviceStep } from './service-step.ts';
import { STEPS } from './steps.ts';

export type NewStep = { type: NodeType; name: string; service?: string | null };
type InsertMenuProps = {
  services: readonly ServicePartsFragment[];
  at: { x: number; y: number };
  /** Whether a path may end here; not on a link, which leads on. */
  withEnds: boolean;
  onInsert: (step: NewStep) => void;
  onClose: () => void;
};

/** Chooses what goes onto a link or behind a node, by a few letters. */
export function InsertMenu({ services, at, withEnds, onInsert, onClose }: InsertMenuProps) {
  const { t } = useWords();
  const steps = STEPS.filter((step) => withEnds || !isEnd(step.type)).map(({ type }) => ({
    id: type,
    label: t(`nodeType.${type}`),
    icon: NODE_ICONS[type],
    value: { type, name: '' } as NewStep,
  }));
  const calls = services
    .filter((service) => service.enabled)
    .map((service) => ({
      id: service.id,
      label: service.name,
      icon: NODE_ICONS[serviceStep(service).type],
      value: serviceStep(service),
    }));
  return (
    <ChoiceMenu
      title={t('design.insertHere')}
      placeholder={t('palette.search')}
      choices={[...steps, ...calls]}
      at={at}
      testId="insert-menu"
      onChoose={onInsert}
      onClose={onClose}
    />
  );
}
