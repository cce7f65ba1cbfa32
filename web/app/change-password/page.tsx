import { ChangePasswordPage } from '../../features/session/change-password-page.tsx';
import { safeReturnPath } from '../../lib/paths.ts';

export default async function Page({ searchParams }: { searchParams: Promise<{ return?: string }> }) {
  return <ChangePasswordPage returnTo={safeReturnPath((await searchParams).return)} />;
}
