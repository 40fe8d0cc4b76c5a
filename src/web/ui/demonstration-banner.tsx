/** On every page of an instance that holds the demonstration. */
export function DemonstrationBanner({ text }: { text: string }) {
  return (
    <aside class="demonstration" aria-label={text.split(/[:：]/)[0]}>
      <div class="page">
        <p>{text}</p>
      </div>
    </aside>
  )
}
