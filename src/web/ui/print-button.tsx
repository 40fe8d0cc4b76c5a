/** Hidden until its script runs: without script the browser's own menu prints. */
export function PrintButton({ label }: { label: string }) {
  return (
    <button type="button" class="button button-second" data-print hidden>
      {label}
    </button>
  )
}
