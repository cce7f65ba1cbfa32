import { DesignerPage } from '../../../../../features/design/designer-page.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DesignerPage key={id} id={decodeURIComponent(id)} />;
}
