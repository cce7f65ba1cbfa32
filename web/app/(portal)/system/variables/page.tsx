import { VariablesPage } from '../../../../features/variables/variables-page.tsx';

export default function Page() {
  return <VariablesPage />;
}
