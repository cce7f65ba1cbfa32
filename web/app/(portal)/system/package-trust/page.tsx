import { TrustPage } from '../../../../features/packages/trust-page.tsx';

export default function Page() {
  return <TrustPage />;
}
