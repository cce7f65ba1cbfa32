import { NoPackageChosen } from '../../../../features/packages/no-package-chosen.tsx';

export default function Page() {
  return <NoPackageChosen />;
}
