import { notFound } from 'next/navigation';
import { PluginPage } from '../../../../../../features/plugins/plugin-page.tsx';
import { ROOTS } from '../../../../../../features/shell/pages.ts';

export default async function Page({ params }: { params: Promise<{ root: string; package: string }> }) {
  const { root, package: packageName } = await params;
  if (!ROOTS.some((candidate) => candidate.id === root)) notFound();
  return <PluginPage root={root} packageName={packageName} />;
}
