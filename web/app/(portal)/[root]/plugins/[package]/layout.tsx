import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { PluginPage } from '../../../../../features/plugins/plugin-page.tsx';
import { ROOTS } from '../../../../../features/shell/pages.ts';

type Props = { params: Promise<{ root: string; package: string }>; children: ReactNode };

/** The frame stands above its routes, so that going from one to another does not load it anew. */
export default async function Layout({ params, children }: Props) {
  const { root, package: packageName } = await params;
  if (!ROOTS.some((candidate) => candidate.id === root)) notFound();
  return (
    <>
      <PluginPage root={root} packageName={packageName} />
      {children}
    </>
  );
}
