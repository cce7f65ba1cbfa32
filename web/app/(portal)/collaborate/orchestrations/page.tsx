import { DefinitionsPage } from '../../../../features/design/definitions-page.tsx';

export default function Page() {
  return <DefinitionsPage />;
}
