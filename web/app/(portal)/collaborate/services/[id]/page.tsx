import { RegistrationPage } from '../../../../../features/services/registration-page.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RegistrationPage key={id} id={decodeURIComponent(id)} />;
}
