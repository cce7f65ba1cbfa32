/** What is shown for a route is the matter of the frame above. */
export default function Page() {
  return null;
}
