/** With the vendor in front, unless the product's own name begins with it. */
export function productName({ vendor, product }: { vendor: string; product: string }): string {
  return product.toLowerCase().startsWith(vendor.toLowerCase()) ? product : `${vendor} ${product}`
}
