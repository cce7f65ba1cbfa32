'use client';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useModal } from '../../components/dialog.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DefinitionRowFragmentDoc,
  DefinitionsDocument,
  PackageRowFragmentDoc,
  PackagesDocument,
  RunRowFragmentDoc,
  RunsDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { usePluginMenus } from '../plugins/plugin-menus.tsx';
import type { Viewer } from '../session/viewer.tsx';
import { useNavigation } from './navigation.ts';
import { ROOTS } from './pages.ts';

type Target = { id: string; group: string; label: string; detail: string; href: string };

/** Goes anywhere by a few letters: pages, orchestrations, runs, packages. */
export function CommandPalette({ viewer, onClose }: { viewer: Viewer; onClose: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const window = useModal(onClose);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const targets = useTargets(viewer, useDeferredValue(text.trim()));
  const at = Math.min(chosen, targets.length - 1);
  const go = (target: Target | undefined) => {
    if (!target) return;
    onClose();
    router.push(target.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(targets[at]);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setChosen((at + (event.key === 'ArrowDown' ? 1 : -1) + targets.length) % Math.max(1, targets.length));
  };
  return (
    <dialog ref={window} className="palette" aria-label={t('shell.palette')} data-testid="palette">
      <input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={targets[at] ? `palette-${targets[at].id}` : undefined}
        aria-label={t('shell.search')}
        placeholder={t('shell.search')}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        data-testid="palette-input"
      />
      <div id="palette-list" role="listbox" className="palette-list" aria-label={t('shell.palette')}>
        {targets.length === 0 && (
          <p className="sm tertiary" style={{ padding: 12 }}>
            {t('general.nothingFound')}
          </p>
        )}
        {targets.map((target, position) => (
          <div key={target.id}>
            {target.group !== targets[position - 1]?.group && <h3>{target.group}</h3>}
            <button
              type="button"
              id={`palette-${target.id}`}
              role="option"
              aria-selected={position === at}
              className={`option ${position === at ? 'on' : ''}`}
              tabIndex={-1}
              onClick={() => go(target)}
            >
              <span className="clip">{target.label}</span>
              <span className="push sm tertiary clip">{target.detail}</span>
            </button>
          </div>
        ))}
      </div>
    </dialog>
  );
}

function useTargets(viewer: Viewer, text: string): Target[] {
  const { t } = useWords();
  const may = (action: string) => viewer.actions.includes(action);
  const entriesOf = useNavigation(viewer.actions);
  const menus = usePluginMenus();
  const pause = text.length === 0;
  const [definitions] = useQuery({
    query: DefinitionsDocument,
    variables: { first: 6, where: { name: { contains: text }, latestOnly: true } },
    pause: pause || !may('definition:read'),
  });
  const [runs] = useQuery({
    query: RunsDocument,
    variables: { first: 6, where: { definitionName: { contains: text } } },
    pause: pause || !may('run:read'),
  });
  const [packages] = useQuery({
    query: PackagesDocument,
    variables: { first: 6, where: { name: { contains: text } } },
    pause: pause || !may('package:read'),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the navigation follows the words and the menus.
  return useMemo(() => {
    const pages = ROOTS.flatMap((root) =>
      entriesOf(root).map((page) => ({
        id: page.href,
        group: t('shell.pages'),
        label: page.text,
        detail: t(root.label),
        href: page.href,
      })),
    );
    const found = pages.filter((page) => `${page.label} ${page.detail}`.toLowerCase().includes(text.toLowerCase()));
    if (pause) return found;
    const orchestrations = readFragment(DefinitionRowFragmentDoc, definitions.data?.definitions.nodes ?? []);
    const recent = readFragment(RunRowFragmentDoc, runs.data?.runs.nodes ?? []);
    const uploaded = readFragment(PackageRowFragmentDoc, packages.data?.packages.nodes ?? []);
    return [
      ...found,
      ...orchestrations.map((one) => ({
        id: one.id,
        group: t('shell.orchestrations'),
        label: one.name,
        detail: one.rootEntity,
        href: `/collaborate/orchestrations/${one.id}`,
      })),
      ...recent.map((one) => ({
        id: one.id,
        group: t('shell.runs'),
        label: one.definitionName,
        detail: one.rootObjectName,
        href: `/execute/runs/${one.id}`,
      })),
      ...uploaded.map((one) => ({
        id: one.id,
        group: t('shell.packages'),
        label: one.name,
        detail: one.version,
        href: `/collaborate/packages/${one.id}`,
      })),
    ];
  }, [viewer.actions, menus, text, pause, definitions.data, runs.data, packages.data, t]);
}
