import { SignInPage } from '../../features/session/sign-in-page.tsx';
import { safeReturnPath } from '../../lib/paths.ts';

export default async function Page({ searchParams }: { searchParams: Promise<{ return?: string }> }) {
  return <SignInPage returnTo={safeReturnPath((await searchParams).return)} />;
}
