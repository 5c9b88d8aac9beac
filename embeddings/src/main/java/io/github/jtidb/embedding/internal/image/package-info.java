/** Images from files, memory and the web to pixels, and from pixels to fewer pixels as Pillow makes them. Not API. */
package io.github.jtidb.embedding.internal.image;
