'use client'

import { createContext, use, type ReactNode } from 'react'
import { Mark } from './mark'

/** Whose portal this is. `hasLogo`: the operator's own mark stands at /brand/logo. */
type BrandValue = { name: string; hasLogo: boolean }

const BrandContext = createContext<BrandValue>({ name: 'Preauth Portal', hasLogo: false })

export const BrandProvider = ({ value, children }: { value: BrandValue; children: ReactNode }) => (
  <BrandContext value={value}>{children}</BrandContext>
)

export const useBrandName = () => use(BrandContext).name

/** Mark and name, as at the top of every page. */
export function Brand() {
  const { name, hasLogo } = use(BrandContext)
  return (
    <>
      {/* eslint-disable-next-line @next/next/no-img-element -- a file of the operator, of any shape */}
      {hasLogo ? <img src="/brand/logo" alt="" width={26} height={26} className="size-[26px] flex-none object-contain" /> : <Mark />}
      <span translate="no" className="min-w-0 wrap-anywhere">
        {name}
      </span>
    </>
  )
}
