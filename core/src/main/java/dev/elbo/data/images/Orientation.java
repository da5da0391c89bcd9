package dev.elbo.data.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The orientation of a photograph (EXIF 2.3, tag 0x0112), 1 to 8, from the first directory of a TIFF structure: in a
 * JPEG's APP1 segment, a PNG's eXIf chunk, or a TIFF file itself.
 */
final class Orientation {
    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private Orientation() {}

    /** 1 if the file says nothing, or nothing that can be understood. */
    static int of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < 12) {
            return UPRIGHT;
        }
        if (in.getShort(0) == (short) 0xffd8) {
            return inJpeg(in);
        }
        if (in.getInt(0) == 0x89504e47) {
            return inPng(in);
        }
        return inTiff(in);
    }

    private static int inJpeg(ByteBuffer in) {
        int at = 2;
        while (at + 4 <= in.limit() && (in.get(at) & 0xff) == 0xff) {
            int marker = in.get(at + 1) & 0xff;
            int length = in.getShort(at + 2) & 0xffff;
            if (marker == 0xda || length < 2 || at + 2 + length > in.limit()) { // the image itself begins
                return UPRIGHT;
            }
            if (marker == 0xe1 && length >= 8 && in.getInt(at + 4) == 0x45786966) { // "Exif"
                return inTiff(in.slice(at + 10, length - 8));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static int inPng(ByteBuffer in) {
        int at = 8;
        while (at + 12 <= in.limit()) {
            int length = in.getInt(at);
            if (length < 0 || length > in.limit() - at - 12) {
                return UPRIGHT;
            }
            byte[] type = new byte[4];
            in.get(at + 4, type);
            if (new String(type, StandardCharsets.ISO_8859_1).equals("eXIf")) {
                return inTiff(in.slice(at + 8, length));
            }
            at += 12 + length;
        }
        return UPRIGHT;
    }

    private static int inTiff(ByteBuffer in) {
        if (in.limit() < 8) {
            return UPRIGHT;
        }
        int order = in.order(ByteOrder.BIG_ENDIAN).getShort(0);
        if (order == 0x4949) {
            in.order(ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4d4d) {
            return UPRIGHT;
        }
        long directory = in.getInt(4) & 0xffffffffL;
        if (in.getShort(2) != 42 || directory + 2 > in.limit()) {
            return UPRIGHT;
        }
        int entries = in.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + 12L * i;
            if (at + 12 > in.limit()) {
                return UPRIGHT;
            }
            if ((in.getShort((int) at) & 0xffff) == TAG && in.getShort((int) at + 2) == SHORT) {
                int value = in.getShort((int) at + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
