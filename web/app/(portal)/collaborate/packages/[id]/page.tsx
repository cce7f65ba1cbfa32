import { PackageDetail } from '../../../../../features/packages/package-detail.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PackageDetail key={id} id={decodeURIComponent(id)} />;
}
