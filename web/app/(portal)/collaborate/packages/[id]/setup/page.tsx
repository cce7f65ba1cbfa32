import { PackageSetup } from '../../../../../../features/packages/package-setup.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PackageSetup key={id} id={decodeURIComponent(id)} />;
}
