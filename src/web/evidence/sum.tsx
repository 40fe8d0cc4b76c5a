/** A SHA-256 in groups of eight, so that two people can compare it; copying it gives it in one piece. */
export function Sum({ label, sum }: { label: string; sum: string }) {
  return (
    <p class="sum small">
      <span class="soft">{label}</span>{' '}
      <code>
        {(sum.match(/.{1,8}/g) ?? []).map((part) => (
          <span>{part}</span>
        ))}
      </code>
    </p>
  )
}
