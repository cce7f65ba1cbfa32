import { ModelPage } from '../../../../features/model/model-page.tsx';

export default function Page() {
  return <ModelPage />;
}
