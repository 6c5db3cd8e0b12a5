/** Nothing to show: a dash at a desk, left out of cards. */
export function Dash() {
  return <span className="dash">–</span>
}
