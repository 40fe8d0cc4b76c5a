import type { Reader } from '../reader.ts'

/** A share in figures, with a bar of that length beside it. */
export function ShareBar({ share, reader }: { share: number; reader: Reader }) {
  const percent = new Intl.NumberFormat(reader.tag, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 })
  return (
    <>
      {percent.format(share)}
      <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="waiting-ground" width="100" height="4" />
        <rect class="waiting-past" width={share * 100} height="4" />
      </svg>
    </>
  )
}
