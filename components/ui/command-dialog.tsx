'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Dialog } from '@base-ui/react/dialog'
import { CornerDownLeft, Search } from 'lucide-react'
import { autofill } from './autofill'

type Item = { href: string; label: string; hint: string | null }
type Group = { label: string; items: Item[] }

type Props = {
  texts: { title: string; placeholder: string; keys: string; close: string }
  groups: Group[]
  query: string
  /** Said in place of a list that is empty. */
  emptiness: string
  onQuery: (query: string) => void
  onChoose: (item: Item) => void
  /** Enter, while the list is not yet the one that was asked for: nothing of it is chosen. */
  onEarlyEnter?: () => void
  onClose: () => void
}

/** A field over a list of places: type, choose with the arrows, Enter goes there, Escape closes. What is listed is the caller's affair. */
export function CommandDialog({ texts, groups, query, emptiness, onQuery, onChoose, onEarlyEnter, onClose }: Props) {
  return (
    // Base UI would write style elements, which the Content-Security-Policy forbids and this dialog does not need.
    <CSPProvider disableStyleElements>
      <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-20 bg-[rgb(12_14_16/0.45)]" />
          <Dialog.Viewport className="fixed inset-0 z-20 grid content-start justify-items-center px-3 pb-3 pt-[12dvh] max-md:pt-3">
            <Dialog.Popup
              aria-label={texts.title}
              className="flex max-h-[min(560px,calc(100dvh-24px))] w-full max-w-[600px] flex-col overflow-hidden rounded-lg border
                border-line-strong bg-surface text-ink shadow-card"
            >
              <Autocomplete.Root
                open
                inline
                items={groups.map(({ label, items }) => ({ value: label, items }))}
                filter={null}
                value={query}
                onValueChange={onQuery}
                itemToStringValue={({ label }: Item) => label}
                autoHighlight="always"
                keepHighlight
              >
                <div className="flex items-center gap-2.5 border-b border-line px-4">
                  <Search aria-hidden className="size-[18px] flex-none text-ink-3" />
                  <Autocomplete.Input
                    aria-label={texts.title}
                    placeholder={texts.placeholder}
                    maxLength={100}
                    {...autofill.nothing}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' || !onEarlyEnter) return
                      event.preventDefault()
                      event.preventBaseUIHandler()
                      onEarlyEnter()
                    }}
                    className="min-h-[52px] w-full bg-transparent text-lg outline-none"
                  />
                  <Dialog.Close className="min-h-8 flex-none rounded-sm border border-line px-2 text-xs font-semibold text-ink-2">
                    {texts.close}
                  </Dialog.Close>
                </div>
                <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
                  <Autocomplete.Empty className="px-4 text-md text-ink-2 not-empty:py-6">{emptiness}</Autocomplete.Empty>
                  <Autocomplete.List className="not-empty:p-2">
                    {({ value, items }: { value: string; items: Item[] }) => (
                      <Autocomplete.Group key={value} items={items} className="not-last:mb-2">
                        <Autocomplete.GroupLabel className="px-2.5 py-1.5 text-xs font-semibold text-ink-3">
                          {value}
                        </Autocomplete.GroupLabel>
                        <Autocomplete.Collection>
                          {(item: Item) => (
                            <Autocomplete.Item
                              key={item.href}
                              value={item}
                              onClick={() => onChoose(item)}
                              className="group flex min-h-[42px] cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 text-md
                                data-highlighted:bg-accent-soft data-highlighted:text-accent"
                            >
                              <span className="min-w-0 flex-1 truncate font-medium">{item.label}</span>
                              {item.hint && <span className="truncate text-sm text-ink-3 max-sm:hidden">{item.hint}</span>}
                              <CornerDownLeft aria-hidden className="size-4 flex-none opacity-0 group-data-highlighted:opacity-100" />
                            </Autocomplete.Item>
                          )}
                        </Autocomplete.Collection>
                      </Autocomplete.Group>
                    )}
                  </Autocomplete.List>
                </div>
                <p className="border-t border-line px-4 py-2.5 text-xs text-ink-3 max-md:hidden">{texts.keys}</p>
              </Autocomplete.Root>
            </Dialog.Popup>
          </Dialog.Viewport>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  )
}
