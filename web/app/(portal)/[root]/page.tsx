import { notFound } from 'next/navigation';
import { EmptyRoot } from '../../../features/shell/empty-root.tsx';
import { ROOTS } from '../../../features/shell/pages.ts';

export default async function Page({ params }: { params: Promise<{ root: string }> }) {
  const { root } = await params;
  if (!ROOTS.some((candidate) => candidate.id === root)) notFound();
  return <EmptyRoot id={root} />;
}
