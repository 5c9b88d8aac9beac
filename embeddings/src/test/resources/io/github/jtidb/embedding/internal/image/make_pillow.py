"""What Pillow makes of images: writes pillow-resize.txt and pillow-modes.txt, which the tests compare with. Needs Pillow 12 alone:
13 scales tall images down their columns first, which differs by one in some bytes. Greys of 16 bits are left out: Pillow makes all of
them white."""
import base64, io, struct, zlib
from PIL import Image, ImageOps, __version__

def scene(w, h):
    """Any bytes will do, but the test must make the same: x, y and channel mixed."""
    return Image.frombytes("RGB", (w, h), bytes(((x * 7 + y * 13 + c * 31) ^ (x * y >> 3)) & 255 for y in range(h) for x in range(w) for c in range(3)))

def crc(image): return zlib.crc32(image.tobytes())

def png(w, h, depth, kind, rows, *chunks):
    """A PNG of any kind, also of those that Pillow does not write."""
    def chunk(name, body): return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, kind, 0, 0, 0)) + b"".join(chunk(n, b) for n, b in chunks) + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows))) + chunk(b"IEND", b"")

def saved(image, format, **options):
    out = io.BytesIO(); image.save(out, format, **options); return out.getvalue()

def gif(w, h, left, top, fw, fh, transparent=None):
    """One frame of two colours on a larger canvas; the frame's pixels are all colour 2."""
    palette = bytes((200, 10, 20, 30, 40, 250, 90, 160, 70, 5, 6, 7))
    control = b"" if transparent is None else b"\x21\xf9\x04\x01\0\0" + bytes([transparent]) + b"\0"
    bits, n, codes = 0, 0, []
    for i in range(fw * fh): codes += [4, 2]                       # clear before each pixel: codes stay 3 bits wide
    codes.append(5)
    for c in codes: bits |= c << n; n += 3
    data = bits.to_bytes((n + 7) // 8, "little"); blocks = b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255))
    return b"GIF89a" + struct.pack("<HHBBB", w, h, 0x91, 1, 0) + palette + control + b"\x2c" + struct.pack("<HHHHB", left, top, fw, fh, 0) + b"\x02" + blocks + b"\0;"

def main():
    with open("pillow-resize.txt", "w") as out:
        print(f"# Pillow {__version__}: filter, width, height, scaled width, scaled height, left, top, crop width, crop height, CRC-32 of the pixels", file=out)
        for number in (1, 2, 3, 4, 5):
            for w, h, sw, sh in ((64, 48, 16, 12), (61, 47, 23, 31), (17, 5, 40, 40), (100, 30, 100, 11), (100, 30, 33, 30), (1, 1, 7, 9), (300, 2, 3, 2), (250, 199, 224, 178), (7, 211, 1, 1), (50, 50, 50, 50), (333, 7, 2000, 42)):
                scaled = scene(w, h).resize((sw, sh), Image.Resampling(number))
                for l, t, cw, ch in {(0, 0, sw, sh), (sw // 3, sh // 4, (sw + 2) // 3, (sh + 1) // 2)}:
                    print(number, w, h, sw, sh, l, t, cw, ch, crc(scaled.crop((l, t, l + cw, t + ch))), file=out)

    s = scene(6, 4); r, g, b = s.split()
    wide = lambda n, f: [b"".join(struct.pack(">" + "H" * n, *f(x, y)) for x in range(6)) for y in range(4)]
    two = [bytes([(0, 64, 128, 255)[(x + y) % 4] for x in range(6)]) for y in range(4)]
    alpha = Image.frombytes("L", (6, 4), b"".join(two))
    rgba = Image.merge("RGBA", (r, g, b, alpha))
    palette = bytes((i * 37 + c * 91) & 255 for i in range(16) for c in range(3))
    files = {
        "png-rgb": saved(s, "PNG"), "png-rgba": saved(rgba, "PNG"), "png-grey": saved(g, "PNG"), "png-grey-alpha": saved(Image.merge("LA", (g, alpha)), "PNG"),
        "png-palette": saved(s.quantize(16), "PNG"), "png-bilevel": saved(g.point(lambda v: 255 * (v > 99)).convert("1"), "PNG"),
        "png-grey-2bit": png(6, 4, 2, 0, [bytes([0x1b, 0xb0]), bytes([0xe4, 0x10])] * 2), "png-grey-4bit": png(6, 4, 4, 0, [bytes([0x01, 0x7f, 0xa9])] * 4),
        "png-palette-4bit-alpha": png(6, 4, 4, 3, [bytes([0x01, 0x7f, 0xa9])] * 4, (b"PLTE", palette), (b"tRNS", bytes([0, 128, 255]))),
        "png-rgb-16bit": png(6, 4, 16, 2, wide(3, lambda x, y: [x * 9000 + 255, y * 12345 + 128, 65535 - x * y * 99])),
        "png-rgba-16bit": png(6, 4, 16, 6, wide(4, lambda x, y: [x * 9000 + 255, y * 12345 + 128, 65535 - x * y * 99, x * 10000])),
        "png-grey-transparent": png(6, 4, 8, 0, [bytes(range(i, i + 6)) for i in range(4)], (b"tRNS", struct.pack(">H", 3))),
        "png-rgb-transparent": png(6, 4, 8, 2, [bytes(range(i, i + 18)) for i in range(4)], (b"tRNS", struct.pack(">HHH", 3, 4, 5))),
        "png-grey-gamma": png(6, 4, 8, 0, [bytes(range(i * 50, i * 50 + 6)) for i in range(4)], (b"gAMA", struct.pack(">I", 100000))),

        "bmp-rgb": saved(s, "BMP"), "bmp-palette": saved(s.quantize(16), "BMP"), "bmp-grey": saved(g, "BMP"), "bmp-bilevel": saved(g.convert("1"), "BMP"),
        # One colour, as decoders of JPEG differ a little.
        "jpeg-cmyk": saved(Image.new("CMYK", (8, 8), (10, 200, 30, 40)), "JPEG", quality=98),
        "jpeg-ycck": saved(Image.new("CMYK", (8, 8), (10, 200, 30, 40)), "JPEG", quality=98).replace(b"Adobe\0d\0\0\0\0\0", b"Adobe\0d\0\0\0\0\2"),
        "gif": saved(s.quantize(16), "GIF"), "gif-grey": saved(g, "GIF"), "gif-canvas": gif(6, 4, 2, 1, 3, 2), "gif-canvas-transparent": gif(6, 4, 2, 1, 3, 2, 1), "gif-beyond-canvas": gif(4, 2, 2, 1, 4, 3),
    }
    for n in range(0, 10):
        exif = Image.Exif(); exif[0x0112] = n
        files[f"png-orientation-{n}"] = saved(s, "PNG", exif=exif.tobytes())
    with open("pillow-modes.txt", "w") as out:
        print(f"# Pillow {__version__}: name, file in base64, width, height, CRC-32 of the upright pixels in RGB", file=out)
        for name, file in files.items():
            image = ImageOps.exif_transpose(Image.open(io.BytesIO(file))).convert("RGB")
            print(name, base64.b64encode(file).decode(), *image.size, crc(image), file=out)

if __name__ == "__main__":
    main()
