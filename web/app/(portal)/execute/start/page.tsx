import { StartPage } from '../../../../features/runs/start-page.tsx';

export default function Page() {
  return <StartPage />;
}
